import type { Instant } from '../../kernel/clock.ts';
import type { ChosenTemplate } from './choose-template.ts';
import { escapeHtml, renderTemplate, type TemplateValues } from './render-template.ts';

/** What a mail may tell of an order. */
export interface NoticeFacts {
  readonly customerName: string;
  readonly orderNumber: string;
  readonly shop: string;
  readonly currency: string;
  readonly totalMinor: number;
  readonly amountMinor: number | null;
  readonly promisedAt: Instant | null;
  readonly previousPromiseAt: Instant | null;
  readonly trackingNumbers: readonly string[];
  readonly carrier: string;
  /** Where its customer sees how the order stands; empty: nowhere. */
  readonly trackingUrl: string;
  readonly pickUp: PickUpFacts | null;
  readonly lines: readonly {
    readonly name: string;
    readonly quantity: number;
    readonly priceMinor: number;
  }[];
  readonly timeZone: string;
}

/** What a customer needs who collects goods at a store. */
export interface PickUpFacts {
  readonly pickUpCode: string;
  readonly collectBy: Instant | null;
  /** The name of the store, and where it is. */
  readonly place: string;
}

/** What a mail may tell a supplier of a purchase order. No money is among it. */
export interface SupplierFacts {
  readonly supplier: string;
  readonly purchaseOrder: string;
  readonly shop: string;
  readonly shipBy: Instant;
  readonly lines: readonly {
    readonly sku: string;
    readonly name: string;
    readonly quantity: number;
  }[];
  /** The address row by row, as on a label. */
  readonly address: readonly string[];
  readonly timeZone: string;
}

/** A mail, ready to be sent. */
export interface ComposedNotice {
  readonly subject: string;
  readonly bodyText: string;
  readonly bodyHtml: string;
}

/** Puts the facts into a template, amounts and dates as the locale writes them. */
export function composeNotice(
  template: Pick<ChosenTemplate, 'subject' | 'bodyText' | 'bodyHtml'>,
  facts: NoticeFacts,
  locale: string,
): ComposedNotice {
  const money = moneyIn(locale, facts.currency);
  const date = dateIn(locale, facts.timeZone);
  const values: TemplateValues = {
    customerName: facts.customerName,
    orderNumber: facts.orderNumber,
    shop: facts.shop,
    total: money(facts.totalMinor),
    amount: money(facts.amountMinor ?? facts.totalMinor),
    promisedDate: date(facts.promisedAt),
    previousDate: date(facts.previousPromiseAt),
    trackingNumbers: facts.trackingNumbers.join(', '),
    carrier: facts.carrier,
    trackingUrl: facts.trackingUrl,
    pickUpCode: facts.pickUp?.pickUpCode ?? '',
    collectByDate: date(facts.pickUp?.collectBy ?? null),
    place: facts.pickUp?.place ?? '',
    lines: facts.lines.map(({ name, quantity, priceMinor }) => ({
      name,
      quantity: new Intl.NumberFormat(locale).format(quantity),
      price: money(priceMinor),
    })),
  };
  return fillIn(template, values);
}

/** Puts the facts of a purchase order into a template. */
export function composeSupplierMail(
  template: Pick<ChosenTemplate, 'subject' | 'bodyText' | 'bodyHtml'>,
  facts: SupplierFacts,
  locale: string,
): ComposedNotice {
  const number = new Intl.NumberFormat(locale);
  return fillIn(template, {
    supplier: facts.supplier,
    purchaseOrder: facts.purchaseOrder,
    shop: facts.shop,
    shipByDate: dateIn(locale, facts.timeZone)(facts.shipBy),
    lines: facts.lines.map(({ sku, name, quantity }) => ({
      sku,
      name,
      quantity: number.format(quantity),
    })),
    address: facts.address.map((row) => ({ row })),
  });
}

function fillIn(
  template: Pick<ChosenTemplate, 'subject' | 'bodyText' | 'bodyHtml'>,
  values: TemplateValues,
): ComposedNotice {
  const plain = (text: string): string => text;
  return {
    // One line, whatever a name holds.
    subject: renderTemplate(template.subject, values, plain).replaceAll(/\s+/g, ' ').trim(),
    bodyText: `${renderTemplate(template.bodyText, values, plain)
      .replaceAll(/\n{3,}/g, '\n\n')
      .trim()}\n`,
    bodyHtml: renderTemplate(template.bodyHtml, values, escapeHtml),
  };
}

/** The language to write numbers and dates in: the customer's own where it is one, else the template's. */
export function localeOf(wanted: string | null | undefined, language: string): string {
  try {
    const [locale] = Intl.getCanonicalLocales(wanted ?? language);
    const isSameLanguage = locale?.split('-')[0] === language.split('-')[0];
    return locale !== undefined && isSameLanguage ? locale : language;
  } catch {
    return language;
  }
}

function moneyIn(locale: string, currency: string): (minor: number) => string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return (minor) => format.format(minor / 10 ** digits);
}

function dateIn(locale: string, timeZone: string): (at: Instant | null) => string {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone });
  return (at) => (at === null ? '' : format.format(at));
}
