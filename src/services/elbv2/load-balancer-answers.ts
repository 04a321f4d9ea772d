import { utf8 } from "../bytes.ts";
import type { EndpointAnswer } from "../http-endpoint.ts";

/** What each answer of a load balancer carries. */
export const SERVER = ["server", "awselb/2.0"] as const;

const TITLES = {
  413: "413 Request Entity Too Large",
  502: "502 Bad Gateway",
  503: "503 Service Temporarily Unavailable",
} as const;

/** An error that the load balancer answers by itself: ELB's own page. */
export function errorPage(status: keyof typeof TITLES): EndpointAnswer {
  const title = TITLES[status];
  const lines = ["<html>", `<head><title>${title}</title></head>`, "<body>", `<center><h1>${title}</h1></center>`, "</body>", "</html>", ""];
  return { status, headers: [SERVER, ["content-type", "text/html"]], body: utf8(lines.join("\r\n")) };
}

/** A text that stands in a rule, or a word of the simulator's own. */
export function textAnswer(status: number, contentType: string, body: string): EndpointAnswer {
  return { status, headers: [SERVER, ["content-type", `${contentType}; charset=utf-8`]], body: utf8(body) };
}
