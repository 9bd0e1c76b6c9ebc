package dev.cotangent.kernels;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// A product of matrices as it is meant, in row-major order: all NaN are equal, zeros differ by
/// sign.
record GemmModel(List<Integer> dims, Element element, Object values) {
  static GemmModel of(Strided x) {
    var dims = Arrays.stream(x.dims()).boxed().toList();
    return new GemmModel(dims, x.element(), Copies.contiguous(x).array());
  }

  static Strided random(Random random, Element element, int... dims) {
    var result = Strided.allocate(element, dims);
    for (int k = 0; k < result.size(); k++) {
      element.set(result.array(), k, random.nextDouble() * 2 - 1);
    }
    return result;
  }

  static Strided filled(Element element, double value, int... dims) {
    var result = Strided.allocate(element, dims);
    for (int k = 0; k < result.size(); k++) element.set(result.array(), k, value);
    return result;
  }

  /// Matrices by rows, by columns, as parts of larger ones, with gaps both ways, backwards, and
  /// with rows or columns that are all the same.
  static List<Strided> layouts(Random random, Element element, int m, int n) {
    var inside = random(random, element, m + 3, n + 5).slice(0, 2, m, 1).slice(1, 4, n, 1);
    return List.of(
        random(random, element, m, n),
        random(random, element, n, m).permute(1, 0),
        inside,
        random(random, element, n + 2, m + 1).slice(0, 1, n, 1).slice(1, 1, m, 1).permute(1, 0),
        random(random, element, 2 * m, 3 * n).slice(0, 1, m, 2).slice(1, 2, n, 3),
        random(random, element, m, n).slice(0, m - 1, m, -1).slice(1, n - 1, n, -1),
        random(random, element, 1, n).broadcast(m, n),
        random(random, element, m, 1).broadcast(m, n));
  }

  static GemmModel product(Strided x, Strided y) {
    int batch = x.rank() - 2;
    var dims = x.dims();
    dims[batch + 1] = y.dim(batch + 1);
    var result = Strided.allocate(x.element(), dims);
    Loops.inOrder(x.axes(0, batch), y.axes(0, batch), result.axes(0, batch))
        .forEachPosition(at -> matrix(x, at[0], y, at[1], result, at[2]));
    return of(result);
  }

  private static void matrix(Strided x, int xAt, Strided y, int yAt, Strided result, int at) {
    int rows = x.rank() - 2;
    int columns = rows + 1;
    for (int m = 0; m < x.dim(rows); m++) {
      for (int n = 0; n < y.dim(columns); n++) {
        int left = xAt + m * x.stride(rows);
        int right = yAt + n * y.stride(columns);
        int to = at + m * result.stride(rows) + n;
        if (x.element() == Element.F32) {
          ((float[]) result.array())[to] = floats(x, left, y, right);
        } else {
          ((double[]) result.array())[to] = doubles(x, left, y, right);
        }
      }
    }
  }

  private static float floats(Strided x, int left, Strided y, int right) {
    int inner = x.dim(x.rank() - 1);
    int leftStep = x.stride(x.rank() - 1);
    int rightStep = y.stride(y.rank() - 2);
    var a = (float[]) x.array();
    var b = (float[]) y.array();
    float sum = 0;
    for (int start = 0; start < inner; start += 384) {
      float chain = 0;
      for (int k = start; k < Math.min(inner, start + 384); k++) {
        chain = Math.fma(a[left + k * leftStep], b[right + k * rightStep], chain);
      }
      sum = start == 0 ? chain : sum + chain;
    }
    return sum;
  }

  private static double doubles(Strided x, int left, Strided y, int right) {
    int inner = x.dim(x.rank() - 1);
    int leftStep = x.stride(x.rank() - 1);
    int rightStep = y.stride(y.rank() - 2);
    var a = (double[]) x.array();
    var b = (double[]) y.array();
    double sum = 0;
    for (int start = 0; start < inner; start += 256) {
      double chain = 0;
      for (int k = start; k < Math.min(inner, start + 256); k++) {
        chain = Math.fma(a[left + k * leftStep], b[right + k * rightStep], chain);
      }
      sum = start == 0 ? chain : sum + chain;
    }
    return sum;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GemmModel(var itsDims, var itsElement, var itsValues)
        && dims.equals(itsDims)
        && element == itsElement
        && (element == Element.F32
            ? Arrays.equals((float[]) values, (float[]) itsValues)
            : Arrays.equals((double[]) values, (double[]) itsValues));
  }

  @Override
  public int hashCode() {
    return dims.hashCode();
  }

  @Override
  public String toString() {
    return element
        + dims.toString()
        + (element == Element.F32
            ? Arrays.toString((float[]) values)
            : Arrays.toString((double[]) values));
  }
}
