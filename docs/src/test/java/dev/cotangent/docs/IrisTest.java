package dev.cotangent.docs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IrisTest {
  @Test
  void fitsAndGeneralises() throws IOException {
    var iris = new Iris(IrisData.load());
    var fit = iris.fit(Iris.randomNetwork(7));
    assertTrue(iris.heldOutAccuracy(fit.network()) > 0.93);
    assertTrue(fit.losses()[fit.losses().length - 1] < 0.1 * fit.losses()[0]);
  }

  @Test
  void isTheSameEveryTime() throws IOException {
    var iris = new Iris(IrisData.load());
    var once = iris.fit(Iris.randomNetwork(1));
    var twice = iris.fit(Iris.randomNetwork(1));
    assertArrayEquals(once.losses(), twice.losses());
    assertEquals(once.network(), twice.network());
  }

  @Test
  void gradientAgreesWithFiniteDifferences() throws IOException {
    var iris = new Iris(IrisData.load());
    assertTrue(iris.finiteDifferenceError(Iris.randomNetwork(3)) < 1e-8);
  }

  @Test
  void writesTheTape(@TempDir Path folder) throws IOException {
    var file = folder.resolve("tape.svg");
    TapePicture.write(file, "A tape", "digraph tape { a [label=\"input\\n(2)\"]; a -> b; }");
    assertTrue(Files.readString(file).contains("<svg"));
  }

  @Test
  void splitsEverySpeciesAlike() throws IOException {
    var split = IrisData.load().split(0.2, 5);
    assertEquals(120, split.train().size());
    assertEquals(30, split.heldOut().size());
    var held = new int[3];
    for (int label : split.heldOut().labels()) held[label]++;
    assertArrayEquals(new int[] {10, 10, 10}, held);
  }
}
