// How much of each text is told, in UTF-16 units: together the parts stay below one publish, whatever the record holds.

/** An S3 key has at most 1,024 bytes (S3 user guide, "Naming Amazon S3 objects"); a checkout's name is part of one. */
export const LONGEST_KEY = 1_024;

/** A checkout's name in running text. */
export const LONGEST_NAME_TOLD = 200;

export const LONGEST_WHY = 1_000;

export const LONGEST_ID = 256;

/** What a person said, or is called, beside a step of the history. */
export const LONGEST_REMARK = 120;

/** A window that runs on past midnight has more than 24 hours; more than two days of them nobody reads. */
export const MOST_HOURS_TOLD = 48;

export const MOST_CHANGES_IN_JSON = 30;

/** Alerts that a storm's notice lists; of the others it names the checkouts, up to the next limit. */
export const MOST_MEMBERS_LISTED = 20;
export const MOST_CHECKOUTS_NAMED = 200;

/** Incidents in each list of a handoff. */
export const MOST_HANDOFF_ITEMS = 10;

/** A checkout's name, a person's and a headline within a list. */
export const LONGEST_NAME_IN_LIST = 60;
export const LONGEST_PERSON = 40;
export const LONGEST_TITLE_IN_LIST = 120;
export const LONGEST_ID_IN_LIST = 130;
