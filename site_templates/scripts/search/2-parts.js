// The parts of the index, as website/search/parts.py tells what the engine writes: gzip over a signature and CBOR.
(() => {
  "use strict";

  const SIGNATURE = 12;
  const GZIP = [0x1f, 0x8b];

  // Lists, texts and numbers are all that a part has.
  const read = (bytes) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const decoder = new TextDecoder();
    let at = SIGNATURE;
    const number = (short) => {
      if (short < 24) return short;
      const length = 1 << (short - 24);
      at += length;
      return length === 1 ? view.getUint8(at - 1) : length === 2 ? view.getUint16(at - 2) : view.getUint32(at - 4);
    };
    const value = () => {
      const head = view.getUint8(at++);
      const count = number(head & 0x1f);
      switch (head >> 5) {
        case 0: return count;
        case 1: return -1 - count;
        case 3: return decoder.decode(bytes.subarray(at, (at += count)));
        case 4: return Array.from({ length: count }, value);
        default: throw new Error("A part of the index cannot be read.");
      }
    };
    return value();
  };

  const unzipped = async (bytes) => {
    if (GZIP.some((byte, i) => bytes[i] !== byte)) return bytes; // the server has said that it is gzip
    const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Uint8Array(await new Response(plain).arrayBuffer());
  };

  // The places on each page, from steps; below zero stands a weight, which all words have alike, and then a place.
  const places = (pages) => {
    let page = 0;
    return pages.map(([step, steps]) => {
      let at = 0;
      const found = [];
      for (const each of steps) {
        if (each < 0) at = 0;
        else found.push((at += each));
      }
      return [(page += step), found];
    });
  };

  // [word, its places: [page, places on it] of each page] of each word in a part.
  const part = async (address) => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    const [words] = read(await unzipped(new Uint8Array(await answer.arrayBuffer())));
    return words.map(([word, pages]) => [word, () => places(pages)]);
  };

  // Words lie in the order of their code points, which is not that of UTF-16.
  const isAfter = (one, other) => {
    const [ones, others] = [[...one], [...other]];
    const i = ones.findIndex((letter, place) => letter !== others[place]);
    return i >= 0 && (i >= others.length || ones[i].codePointAt(0) > others[i].codePointAt(0));
  };

  // Which parts have a word, or what begins with it (`open`): `firsts` is where the words of each part begin.
  const partsWith = (firsts, word, open) => {
    let [low, high] = [0, firsts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isAfter(firsts[middle], word)) high = middle;
      else low = middle + 1;
    }
    let end = low;
    while (open && end < firsts.length && firsts[end].startsWith(word)) end++;
    return [...firsts.keys()].slice(Math.max(low - 1, 0), end);
  };

  Object.assign(window.incitrackSearch, { part, partsWith });
})();
