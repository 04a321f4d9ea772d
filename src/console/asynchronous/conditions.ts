/** When a destination gets a record; the member of the settings that holds it. */
export type Condition = "onFailure" | "onSuccess";

/** AWS's words. */
export const conditionLabel = (condition: Condition): string => (condition === "onFailure" ? "On failure" : "On success");
