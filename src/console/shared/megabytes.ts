/** `12.9 MB`; kilobytes below one megabyte, gigabytes above a thousand. Bytes in, 1,024 to a step. */
export function megabytes(bytes: number): string {
  const kb = bytes / 1024;
  if (kb < 1024) return `${Math.ceil(kb)} KB`;
  const mb = kb / 1024;
  return mb < 1000 ? `${mb.toFixed(1)} MB` : `${(mb / 1024).toFixed(1)} GB`;
}
