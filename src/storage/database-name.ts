/** The IndexedDB database that keeps every account of this browser. */
export const DATABASE_NAME = "lambdarium";
