export const texts = {
  title: 'Settings',
  groups: { operation: 'Operation', system: 'System' },
  sections: {
    channels: {
      title: 'Channels',
      lead: 'Where orders come from, and what each channel allows its orders.',
    },
    locations: {
      title: 'Locations',
      lead: 'Where stock lies: when people work there, by when orders leave, what work costs.',
    },
    carriers: {
      title: 'Carriers and rates',
      lead: 'Which services there are, where they go, how long they take and what they cost.',
    },
    sourcing: {
      title: 'Weights of sourcing',
      lead: 'What counts how much when the program chooses the location that serves an order.',
    },
    returns: {
      title: 'Returns',
      lead: 'How returns are judged, when money goes back and how much of it.',
    },
    limits: {
      title: 'Limits and owners',
      lead: 'How long an order may stay where it is, and who looks at it when it stays longer.',
    },
    company: {
      title: 'Company',
      lead: 'The number under which cartons are labelled all over the world.',
    },
    people: { title: 'People', lead: 'Who works here, what each may do, and how one comes in.' },
    keys: { title: 'API keys', lead: 'What other programs come in with, and what they may do.' },
    webhooks: {
      title: 'Webhooks',
      lead: 'Which systems are told what happens, and whether they hear it.',
    },
    notices: { title: 'Mails', lead: 'Which mails customers get, and what stands in them.' },
    identity: {
      title: 'Identity provider',
      lead: 'Log in with the account that your company has anyway.',
    },
    'payment-providers': {
      title: 'Payment providers',
      lead: 'Who captures, voids and refunds for you.',
    },
    imports: { title: 'Imports', lead: 'Bring orders, catalogue and stock in from a file.' },
    failures: {
      title: 'What failed inside',
      lead: 'What could not be carried out, why, and how to set it right.',
    },
    account: {
      title: 'My account',
      lead: 'Your password, your devices, and how you like to see things.',
    },
  },
  unsaved: {
    mark: 'Unsaved changes',
    count_one: '{{count}} unsaved change',
    count_other: '{{count}} unsaved changes',
    isNew: 'Not saved yet',
    discard: 'Discard',
    review: 'Review and save',
    reviewTitle: '{{title}}: before and after',
    createTitle: 'New: {{title}}',
    save: 'Save',
    create: 'Create',
    goOn: 'Go on editing',
    before: 'Before:',
    after: 'After:',
    nothing: 'Nothing',
    removed: 'Removed',
    saved: '{{title}} is saved.',
    kept: 'Your changes to {{title}} are not saved. They are kept in this tab until you come back.',
    both: 'Somebody else has changed this meanwhile, too. Saving puts yours in its place.',
    bothNotice:
      'Somebody else has changed some of the same fields since you began. Saving overwrites theirs.',
    changedMeanwhile:
      'Somebody else has saved a moment ago. Their changes are now part of what you see: look once more, then save.',
    marked: 'The fields in question are marked in the form.',
    readOnly: 'You may look at these settings, not change them.',
  },
  wrong: {
    missing: 'Something is needed here.',
    atLeast: 'At least {{bound}}.',
    atMost: 'At most {{bound}}.',
    whole: 'A whole number is needed.',
    tooLong: 'At most {{bound}} characters.',
    tooFew: 'At least {{bound}} are needed.',
    tooMany: 'At most {{bound}} can be taken.',
    shape: 'This is not written as it should be.',
  },
  units: {
    unit: 'Unit',
    minutes: 'minutes',
    hours: 'hours',
    days: 'days',
  },
  company: {
    gs1: 'Carton numbers',
    prefix: 'GS1 company prefix',
    prefixHint:
      'The 7 to 12 digits that GS1 has given to your company. Every carton’s number (SSCC) begins with them, so that no carton in the world has the same one.',
    digit: 'Extension digit',
    digitHint:
      'The digit before the prefix, 0 to 9. Another one opens another series of numbers: take it when you begin anew beside another program.',
    example: 'A carton’s number',
    exampleHint: 'How the next cartons are numbered. The last digit is a check digit.',
    effect:
      'Cartons packed from now on are numbered so. Cartons that have their number keep it, and labels that were printed stay true.',
    short: 'the prefix has 7 to 12 digits',
  },
};
