import Alert from "@cloudscape-design/components/alert";

/** What AWS does with environment variables at rest and in transit, where notes and tutorials often say otherwise. */
export function EncryptionNote() {
  return (
    <Alert type="info" header="Encryption, as AWS does it">
      Environment variables are always encrypted at rest, by default with the AWS managed key <code>aws/lambda</code>, or with a customer
      managed key (older texts say CMK) of yours. What is off by default is only the console's helper that encrypts values before they are
      sent. For passwords and keys AWS now recommends Secrets Manager. This simulator has no KMS: values lie readable in this browser's
      storage, so put no real secret here.
    </Alert>
  );
}
