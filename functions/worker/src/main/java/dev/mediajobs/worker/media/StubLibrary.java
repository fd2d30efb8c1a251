package dev.mediajobs.worker.media;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * An ELF shared library with nothing in it but its name. The bundled ffmpeg is linked to the
 * libraries of screens and sound cards, which servers lack and which no recording needs; the
 * dynamic loader only asks that a file of that name exists and is well formed.
 *
 * @see <a href="https://refspecs.linuxfoundation.org/elf/gabi4+/contents.html">System V ABI, object
 *     files</a>
 */
final class StubLibrary {
  private static final int HEADER = 64;
  private static final int PROGRAM_HEADER = 56;
  private static final int DYNAMIC = HEADER + 2 * PROGRAM_HEADER;
  private static final int DYNAMIC_ENTRIES = 6;
  private static final int SYMBOLS = DYNAMIC + DYNAMIC_ENTRIES * 16;
  private static final int SYMBOL = 24;
  private static final int HASH = SYMBOLS + SYMBOL;
  private static final int HASH_LENGTH = 16;
  private static final int STRINGS = HASH + HASH_LENGTH;

  /**
   * The largest page of either processor: a segment must be loadable whatever the kernel's page
   * size is.
   */
  private static final long ALIGNMENT = 0x10000;

  private StubLibrary() {}

  /** The bytes of an empty library called {@code name} for the given processor. */
  static byte[] named(String name, Platform platform) {
    byte[] text = ("\0" + name + "\0").getBytes(StandardCharsets.US_ASCII);
    int length = STRINGS + text.length;
    ByteBuffer elf = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    // Identification: 64 bits, little endian, version 1.
    elf.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0});
    short sharedObject = 3;
    elf.putShort(sharedObject).putShort(platform.elfMachine()).putInt(1);
    elf.putLong(0).putLong(HEADER).putLong(0).putInt(0);
    elf.putShort((short) HEADER).putShort((short) PROGRAM_HEADER).putShort((short) 2);
    elf.putShort((short) 64).putShort((short) 0).putShort((short) 0);
    // Both segments are readable and writable: the loader relocates the dynamic section in place.
    int load = 1;
    int dynamic = 2;
    programHeader(elf, load, 0, length, ALIGNMENT);
    programHeader(elf, dynamic, DYNAMIC, DYNAMIC_ENTRIES * 16L, 8);
    elf.putLong(14).putLong(1); // DT_SONAME
    elf.putLong(4).putLong(HASH); // DT_HASH
    elf.putLong(5).putLong(STRINGS); // DT_STRTAB
    elf.putLong(10).putLong(text.length); // DT_STRSZ
    elf.putLong(6).putLong(SYMBOLS); // DT_SYMTAB
    elf.putLong(0).putLong(0); // DT_NULL
    elf.put(new byte[SYMBOL]);
    // One bucket, one symbol (the empty one), both chains empty.
    elf.putInt(1).putInt(1).putInt(0).putInt(0);
    elf.put(text);
    return elf.array();
  }

  private static void programHeader(
      ByteBuffer elf, int type, int offset, long size, long alignment) {
    int readableAndWritable = 6;
    elf.putInt(type).putInt(readableAndWritable);
    elf.putLong(offset).putLong(offset).putLong(offset);
    elf.putLong(size).putLong(size).putLong(alignment);
  }
}
