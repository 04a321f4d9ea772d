import type { GetFunctionCommandOutput } from "@aws-sdk/client-lambda";
import type { Cloud } from "#cloud/connect.ts";

/** Hands the deployment package to the browser's downloads; resolves with the file's name. */
export async function downloadCode(cloud: Cloud, func: GetFunctionCommandOutput): Promise<string> {
  const { FunctionName = "function", Version = "$LATEST" } = func.Configuration ?? {};
  const response = await cloud.send({ method: "GET", path: codePath(func.Code?.Location), headers: {} });
  if (response.status !== 200) throw new Error(`The store of deployment packages answered ${response.status}.`);
  const fileName = Version === "$LATEST" ? `${FunctionName}.zip` : `${FunctionName}-${Version}.zip`;
  const url = URL.createObjectURL(new Blob([response.body.slice()], { type: "application/zip" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = fileName;
  link.click();
  // The download has its own hold on the bytes once the click's task has ended.
  setTimeout(() => URL.revokeObjectURL(url), 0);
  return fileName;
}

/** The path of GetFunction's `Code.Location` inside this cloud, whatever host it names. */
export function codePath(location: string | undefined): string {
  const path = /\/_lambdarium\/code\/[A-Za-z0-9_=-]+/.exec(location ?? "")?.[0];
  if (!path) throw new Error("GetFunction named no place where the code lies.");
  return path;
}
