/** 50 MB as Lambda counts them, for direct upload, in bytes. Source: Lambda quotas, "Deployment package (.zip file archive) size". */
export const MAX_ZIPPED_BYTES = 52_428_800;
/** 250 MB of unzipped files, in bytes. Source: the same. */
export const MAX_UNZIPPED_BYTES = 262_144_000;
