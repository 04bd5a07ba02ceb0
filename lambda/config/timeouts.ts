// How long the functions may run. The stack sets these, and the functions hold their alerts for as long.

/** A day's file takes well under a second; the rest is room for a slow S3 and a file of many checkouts. */
export const SCORE_TIMEOUT_S = 60;

/** One tick must be over before the next but one begins. */
export const WATCH_TIMEOUT_S = 60;

/** A batch of a hundred files takes some seconds; this is the longest that Lambda allows, for files of many checkouts. */
export const BACKFILL_TIMEOUT_S = 900;

/** A message takes a second where its channel is well; the rest is patience with one that isn't. */
export const RELAY_TIMEOUT_S = 60;

/** Somebody waits for the page: a slow S3, and a report of a day. */
export const VIEW_TIMEOUT_S = 15;
