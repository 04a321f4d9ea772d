/** Where the leading tab meets the server. */
export const BRIDGE_PATH = "/_lambdarium/bridge";

/** WebSocket subprotocol: names the frames' form, so that a page and a server of different builds do not misread each other. */
export const BRIDGE_PROTOCOL = "lambdarium.2";

/** In the page's head, when the server that served it offers the bridge. */
export const BRIDGE_META = "lambdarium-bridge";

const ACCOUNT_PREFIX = "account.";

/** What a tab offers as subprotocols: the frames' form, and whose account it leads. A browser's WebSocket has no other way to say something at the start. */
export function offeredProtocols(account: string): string[] {
  return [BRIDGE_PROTOCOL, `${ACCOUNT_PREFIX}${account}`];
}

/** The account among offered subprotocols. */
export function accountIn(offered: readonly string[]): string | undefined {
  return offered.find((one) => one.startsWith(ACCOUNT_PREFIX))?.slice(ACCOUNT_PREFIX.length);
}
