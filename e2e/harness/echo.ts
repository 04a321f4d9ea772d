/** The baseline of all: a Worker that sends back what it was sent. */
onmessage = ({ data }) => postMessage(data);
