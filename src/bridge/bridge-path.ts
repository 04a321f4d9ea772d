/** Where the leading tab meets the server. */
export const BRIDGE_PATH = "/_lambdarium/bridge";

/** WebSocket subprotocol: names the frames' form, so that a page and a server of different builds do not misread each other. */
export const BRIDGE_PROTOCOL = "lambdarium.1";

/** In the page's head, when the server that served it offers the bridge. */
export const BRIDGE_META = "lambdarium-bridge";
