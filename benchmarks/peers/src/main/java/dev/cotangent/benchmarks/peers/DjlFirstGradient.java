package dev.cotangent.benchmarks.peers;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import dev.cotangent.benchmarks.workload.FirstGradient;
import java.util.Arrays;

/// The program of [FirstGradient], in DJL.
public final class DjlFirstGradient {
  private DjlFirstGradient() {}

  public static void main(String[] args) {
    Djl.prepare(1);
    try (var manager = NDManager.newBaseManager();
        var collector = Engine.getInstance().newGradientCollector()) {
      var x = manager.create(FirstGradient.x());
      x.setRequiresGradient(true);
      collector.backward(x.sin().mul(x).sum());
      System.out.println(Arrays.toString(x.getGradient().toDoubleArray()));
    }
  }
}
