import { expect, test } from "vitest";
import { utf8 } from "./bytes.ts";
import { crc32, crc32c, crc64nvme } from "./crc.ts";

// The check values of the catalogue of parametrised CRC algorithms (reveng.sourceforge.io), of "123456789".
test("CRC-32, CRC-32C and CRC-64/NVME have the catalogue's check values, in one piece and in several", () => {
  for (const pieces of [[utf8("123456789")], [utf8("1234"), utf8(""), utf8("56789")]]) {
    expect(crc32(pieces)).toBe(0xcbf43926);
    expect(crc32c(pieces)).toBe(0xe3069283);
    expect(crc64nvme(pieces)).toBe(0xae8b14860a799888n);
  }
});
