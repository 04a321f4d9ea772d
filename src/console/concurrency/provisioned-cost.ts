/** US dollars per GB-second, us-east-1 (AWS Lambda pricing, autumn 2026): provisioned concurrency that is allocated. */
const ALLOCATED = { x86_64: 0.0000041667, arm64: 0.0000033334 } as const;

/** AWS's pricing calculator reckons a month as 730 hours. */
const MONTH_SECONDS = 730 * 3600;

/**
 * What keeping environments ready costs a month, in US dollars, used or not. Requests and duration come on top; memory is
 * in MB, of which Lambda counts 1,024 a GB.
 */
export function provisionedCostPerMonth(units: number, memoryMb: number, architecture: string): number {
  const rate = architecture === "arm64" ? ALLOCATED.arm64 : ALLOCATED.x86_64;
  return units * (memoryMb / 1024) * MONTH_SECONDS * rate;
}

/** `$13.69` */
export function dollars(amount: number): string {
  return `$${amount.toLocaleString("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
}
