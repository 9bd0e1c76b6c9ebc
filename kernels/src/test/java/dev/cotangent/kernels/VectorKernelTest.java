package dev.cotangent.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The change from scalar to vector code.
class VectorKernelTest {
  private static final int N = 10_000;

  @Test
  @Timeout(120)
  void vectorCodeTakesOverAndChangesNoBit() {
    assertTrue(VectorSupport.isPresent());
    var in = new float[N];
    for (int i = 0; i < N; i++) in[i] = (i - N / 2) * 1e-3f;
    float[] first = null;
    // On a machine that is busy with something else, one warming may come to nothing.
    for (int attempt = 0; attempt < 10; attempt++) {
      var definition = Definition.unary("warmed", x -> Elementary.tanh(Elementary.exp(x)));
      var kernel = assertInstanceOf(VectorKernel.class, definition.kernel(Element.F32));
      assertFalse(kernel.isFast(0));
      for (int call = 0; call < 3000 && !kernel.isFast(0); call++) {
        var out = run(kernel, in);
        if (first == null) first = out;
        assertArrayEquals(first, out);
      }
      if (!kernel.isFast(0)) continue;
      assertArrayEquals(first, run(kernel, in));
      return;
    }
    throw new AssertionError("vector code never took over");
  }

  private static float[] run(Kernel kernel, float[] in) {
    var out = new float[N];
    kernel.map(N, out, 0, 1, new Object[] {in}, new int[1], new int[] {1});
    return out;
  }

  @Test
  void otherStridesAndShortRunsStayScalar() {
    var definition = Definition.binary("strided", (x, y) -> Elementary.exp(x).mul(y));
    var kernel = definition.kernel(Element.F64, Element.F64);
    double[] x = {0, 1, 2, 3, 4, 5};
    var out = new double[6];
    kernel.map(3, out, 0, 2, new Object[] {x, x}, new int[] {0, 5}, new int[] {0, -2});
    assertArrayEquals(new double[] {5, 0, 3, 0, 1, 0}, out);
    assertEquals(3, kernel.scalar(0, 3, 0));
    double[] product = {2};
    var times = Definition.binary("times", Expr::mul).kernel(Element.F64, Element.F64);
    times.fold(3, product, 0, new Object[] {x, x}, new int[] {0, 1}, new int[] {0, 1});
    assertEquals(12, product[0]);
  }

  @Test
  void noCompilerAndNoProcessorChangesABit() {
    var vectors = "--add-modules=jdk.incubator.vector";
    var here = fork(vectors);
    var digests = digests(here);
    assertEquals(4, digests.size(), here::toString);
    assertEquals(1, digests.stream().distinct().count(), here::toString);
    assertEquals(digests, digests(fork(vectors, "-Xint")));
    assertEquals(digests, digests(fork(vectors, "-XX:UseAVX=2")));
    assertEquals(digests, digests(fork(vectors, "-Dcotangent.vector.bits=256")));

    var without = fork();
    assertEquals(digests.subList(0, 1), digests(without));
    long named = without.stream().filter(line -> line.contains(vectors)).count();
    assertEquals(1, named, without::toString);
    assertEquals(digests.subList(0, 1), digests(fork(vectors, "-Dcotangent.vector.bits=0")));
  }

  private static List<String> digests(List<String> lines) {
    return lines.stream().filter(line -> line.startsWith(VectorDigest.PREFIX)).toList();
  }

  /// What [VectorDigest] says in a fresh virtual machine.
  private static List<String> fork(String... options) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    Collections.addAll(command, options);
    var classPath =
        String.join(File.pathSeparator, location(VectorDigest.class), location(Kernel.class));
    Collections.addAll(command, "-cp", classPath, VectorDigest.class.getName());
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      List<String> lines;
      try (var reader = process.inputReader()) {
        lines = reader.lines().toList();
      }
      assertTrue(process.waitFor(1, TimeUnit.MINUTES));
      assertEquals(0, process.exitValue(), lines::toString);
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static String location(Class<?> type) {
    var location = type.getProtectionDomain().getCodeSource().getLocation();
    return Path.of(URI.create(location.toString())).toString();
  }
}
