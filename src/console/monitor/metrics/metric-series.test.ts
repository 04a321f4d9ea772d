import { expect, test } from "vitest";
import { LATEST } from "../../shared/routes.ts";
import { CHARTS, linesOf, partsOf, queriesOf, RANGES, wholeOf } from "./metric-series.ts";

const byName = { Name: "FunctionName", Value: "orders" };
const resource = (qualifier: string) => ({ Name: "Resource", Value: qualifier === "" ? "orders" : `orders:${qualifier}` });
const known = [[byName], [byName, resource("")], [byName, resource("10")], [byName, resource("2")], [byName, resource("prod")], [byName, resource("prod"), { Name: "ExecutedVersion", Value: "2" }]];

test("a function's parts are its qualifiers, an alias's the versions that ran behind it", () => {
  expect(partsOf("orders", LATEST, known).map(({ label }) => label)).toEqual(["Alias prod", "Unqualified", "Version 2", "Version 10"]);
  expect(partsOf("orders", { kind: "alias", value: "prod" }, known)).toEqual([{ label: "Version 2", dimensions: known[5] }]);
  expect(wholeOf("orders", { kind: "alias", value: "prod" }).dimensions).toEqual([byName, resource("prod")]);
});

test("no range draws more than 120 points, and none is finer than a minute", () => {
  for (const { spanMs, periodSeconds } of RANGES) {
    expect(spanMs / 1000 / periodSeconds).toBeLessThanOrEqual(120);
    expect(periodSeconds % 60).toBe(0);
  }
});

test("each answer is drawn in the chart and under the subject that asked for it, oldest first", () => {
  const subjects = [wholeOf("orders", LATEST), ...partsOf("orders", LATEST, known).slice(0, 1)];
  const queries = queriesOf(subjects, 60);
  expect(new Set(queries.map(({ Id }) => Id)).size).toBe(queries.length);
  const p95 = queries.filter(({ MetricStat: stat }) => stat?.Stat === "p95");
  const results = [
    { Id: p95[0]!.Id, Timestamps: [new Date(2000), new Date(1000)], Values: [20, 10] },
    { Id: p95[1]!.Id, Timestamps: [new Date(1000)], Values: [7] },
    { Id: queries[0]!.Id, Timestamps: [], Values: [] },
  ];
  const lines = linesOf(subjects, results);
  expect(Object.keys(lines)).toEqual(CHARTS.map(({ id }) => id));
  expect(lines["duration"]).toMatchObject([
    { label: "All, p95", subject: 0, dashed: true, points: [[1000, 10], [2000, 20]] },
    { label: "Alias prod, p95", subject: 1, points: [[1000, 7]] },
  ]);
  expect(Object.entries(lines).filter(([, drawn]) => drawn.length > 0).map(([id]) => id)).toEqual(["duration"]);
});
