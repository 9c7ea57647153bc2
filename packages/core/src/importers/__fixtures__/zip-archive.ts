import { crc32, deflateRawSync, zstdCompressSync } from "node:zlib";

/** An entry of an archive to be made; what is given wins over what would be true. */
export interface ArchiveEntry {
  readonly name: string;
  readonly content: string | Buffer;
  readonly method?: "stored" | "deflated" | "zstandard";
  /** Size the directory states. */
  readonly statedSize?: number;
  readonly statedChecksum?: number;
  /** Unix mode, e.g. 0o120777 for a symbolic link. */
  readonly mode?: number;
  readonly flags?: number;
}

const methods = { stored: 0, deflated: 8, zstandard: 93 } as const;

/** The bytes of a zip archive, hostile ones included. */
export function zipArchive(entries: readonly ArchiveEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, method = "deflated", statedSize, statedChecksum, mode = 0o100644, flags = 0x800 } of entries) {
    const bytes = Buffer.from(content);
    const packed =
      method === "deflated" ? deflateRawSync(bytes) : method === "zstandard" ? zstdCompressSync(bytes) : bytes;
    const fileName = Buffer.from(name);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(flags, 2);
    fields.writeUInt16LE(methods[method], 4);
    fields.writeUInt32LE(statedChecksum ?? crc32(bytes), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(statedSize ?? bytes.length, 18);
    fields.writeUInt16LE(fileName.length, 22);
    const local = Buffer.concat([Buffer.from("PK\u0003\u0004", "latin1"), fields, fileName]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE((mode << 16) >>> 0, 6);
    tail.writeUInt32LE(offset, 10);
    const madeBy = Buffer.from([20, 3]);
    directory.push(Buffer.concat([Buffer.from("PK\u0001\u0002", "latin1"), madeBy, fields, tail, fileName]));
    parts.push(local, packed);
    offset += local.length + packed.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, central, Buffer.from("PK\u0005\u0006", "latin1"), end]);
}
