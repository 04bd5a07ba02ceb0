// Exit statuses of the command, as scripts rely on them.

export const EXIT = {
  ok: 0,
  /** Some input is in quarantine, or something else that was asked for didn't come about. */
  refused: 1,
  usage: 2,
  /** `--fail-on`: an incident reached that severity. Wins over `refused`. */
  incident: 3,
} as const;
