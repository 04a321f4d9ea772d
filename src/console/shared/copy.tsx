import CopyToClipboard from "@cloudscape-design/components/copy-to-clipboard";

/** A text with a button that copies it; `what` names it for the button: `function ARN`. */
export function Copyable({ text, what }: { text: string; what: string }) {
  return (
    <CopyToClipboard
      variant="inline"
      textToCopy={text}
      copyButtonAriaLabel={`Copy ${what}`}
      copySuccessText={`Copied the ${what}`}
      copyErrorText={`The browser did not allow copying the ${what}`}
    />
  );
}
