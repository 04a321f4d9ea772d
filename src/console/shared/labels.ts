/** Words of the console that AWS changes now and then, in one place. */
export const labels = {
  product: "Lambdarium",
  badge: "Simulator, not AWS",
  notAffiliated: "Lambdarium is an independent simulator. It is not affiliated with, endorsed by or connected to Amazon Web Services.",
} as const;

/** What the pages of a table are called for a screen reader. */
export const PAGINATION_LABELS = {
  nextPageLabel: "Next page",
  previousPageLabel: "Previous page",
  pageLabel: (page: number) => `Page ${page}`,
};
