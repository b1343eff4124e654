import type { Instant } from '../../kernel/clock.ts';
import type { AssetContent, AssetDeprecation, AssetKind } from '../../../contracts/flow-assets.ts';

/** Something that flows share: what somebody is writing, and how it stands. */
export interface Asset {
  readonly name: string;
  readonly kind: AssetKind;
  readonly names: Readonly<Record<string, string>>;
  /** Who answers for it. */
  readonly owner: string;
  readonly description: string | null;
  readonly content: AssetContent;
  /** Counts the drafts: what people mean by the version that they have read. */
  readonly draftVersion: number;
  /** Who has changed the draft since it was last published, and into which draft last. */
  readonly authors: Readonly<Record<string, number>>;
  readonly versionsMade: number;
  /** Why it is not to be used any more; null: it may be. */
  readonly deprecation: AssetDeprecation | null;
  readonly isRemoved: boolean;
  readonly changedAt: Instant;
  readonly changedBy: string;
  readonly version: number;
}
