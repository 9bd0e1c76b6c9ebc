package dev.cotangent.kernels;

/// So many things in parts as equal as can be: the first `larger` parts have `least + 1`, the
/// others `least`. So there are two sizes of part, and no small one at the end that does little
/// work for its loads.
record GemmSplit(int parts, int least, int larger) {
  /// As few parts as there can be with at most `most` in each.
  static GemmSplit of(int total, int most) {
    int parts = Math.ceilDiv(total, most);
    return new GemmSplit(parts, total / parts, total % parts);
  }

  int start(int part) {
    return part * least + Math.min(part, larger);
  }

  int size(int part) {
    return part < larger ? least + 1 : least;
  }

  int most() {
    return size(0);
  }
}
