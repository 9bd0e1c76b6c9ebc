package dev.cotangent.docs;

import dev.cotangent.Autodiff;
import dev.cotangent.Structure;
import dev.cotangent.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/// Fits a small network to Fisher's iris measurements by gradients of a pure function. The argument
/// is the folder for the two pictures.
public final class Iris {
  private static final long SEED = 7;
  private static final int HIDDEN = 8;
  private static final int STEPS = 400;
  private static final double RATE = 0.3;

  private static final Structure<Network> NETWORK = Structure.record(Network.class);

  private final Tensor x;
  private final Tensor labels;
  private final Tensor heldOutX;
  private final Tensor heldOutLabels;

  Iris(IrisData data) {
    var split = data.split(0.2, SEED);
    labels = Tensor.ints(split.train().labels());
    heldOutLabels = Tensor.ints(split.heldOut().labels());
    // Standardised by what is known at training time.
    var train = Tensor.of(split.train().features());
    var mean = train.mean(0);
    var std = train.std(0);
    x = train.minus(mean).div(std);
    heldOutX = Tensor.of(split.heldOut().features()).minus(mean).div(std);
  }

  public static void main(String[] arguments) throws IOException {
    var iris = new Iris(IrisData.load());
    var start = randomNetwork(SEED);
    var fit = iris.fit(start);
    iris.report(start, fit.network());
    iris.draw(start, fit, Path.of(arguments.length > 0 ? arguments[0] : "iris"));
  }

  static Network randomNetwork(long seed) {
    var random = new SplittableRandom(seed);
    int features = IrisData.FEATURES.size();
    int classes = IrisData.SPECIES.size();
    return new Network(layer(random, features, HIDDEN), layer(random, HIDDEN, classes));
  }

  private static Layer layer(RandomGenerator random, int inputs, int outputs) {
    var weights = random.doubles((long) inputs * outputs, -1, 1).toArray();
    var scaled = Tensor.of(weights).div(Math.sqrt(inputs)).reshape(inputs, outputs);
    return new Layer(scaled, Tensor.zeros(outputs));
  }

  /// The fitted network and the losses on the way.
  record Fit(Network network, double[] losses, double[] heldOutLosses) {}

  /// Gradient descent from a network, on all training rows at once.
  Fit fit(Network network) {
    var lossAndGradient = Autodiff.valueAndGrad(Network.class, net -> net.loss(x, labels));
    var losses = new double[STEPS];
    var heldOutLosses = new double[STEPS];
    try (var progress =
        new ProgressBarBuilder()
            .setTaskName("fitting")
            .setInitialMax(STEPS)
            .setStyle(ProgressBarStyle.UNICODE_BLOCK)
            .build()) {
      for (int step = 0; step < STEPS; step++) {
        var result = lossAndGradient.apply(network);
        losses[step] = result.value().item();
        heldOutLosses[step] = network.loss(heldOutX, heldOutLabels).item();
        network = descend(network, result.gradient());
        progress.setExtraMessage("loss %.4f".formatted(losses[step])).step();
      }
    }
    return new Fit(network, losses, heldOutLosses);
  }

  /// Every parameter minus the rate times its gradient.
  private static Network descend(Network network, Network gradient) {
    var descended =
        NETWORK
            .leaves(network)
            .zipWith(NETWORK.leaves(gradient), (w, dw) -> w.minus(dw.times(RATE)));
    return NETWORK.rebuild(network, descended);
  }

  double accuracy(Network network) {
    return accuracy(network, x, labels);
  }

  double heldOutAccuracy(Network network) {
    return accuracy(network, heldOutX, heldOutLabels);
  }

  /// The share of rows whose largest logit is the label's.
  private static double accuracy(Network network, Tensor x, Tensor labels) {
    return network.logits(x).argMax(1).eq(labels).mean().item();
  }

  private void report(Network start, Network fitted) {
    System.out.printf(
        "training    loss %.4f  accuracy %5.1f %%%n",
        fitted.loss(x, labels).item(), 100 * accuracy(fitted));
    System.out.printf(
        "held out    loss %.4f  accuracy %5.1f %%%n",
        fitted.loss(heldOutX, heldOutLabels).item(), 100 * heldOutAccuracy(fitted));
    System.out.printf(
        "gradient    differs from finite differences by at most %.1e%n",
        finiteDifferenceError(start));
  }

  /// The gradient in the hidden weights against central differences, entry by entry.
  double finiteDifferenceError(Network network) {
    var gradient = Autodiff.grad(Network.class, net -> net.loss(x, labels)).apply(network);
    var exact = gradient.hidden().weight().toDoubleArray();
    var weight = network.hidden().weight();
    double step = 1e-5;
    double worst = 0;
    for (int k = 0; k < exact.length; k++) {
      var nudge = Tensor.ints(k).oneHot(exact.length).reshape(weight.shape().toArray()).times(step);
      double above = lossAt(network, weight.plus(nudge));
      double below = lossAt(network, weight.minus(nudge));
      worst = Math.max(worst, Math.abs(exact[k] - (above - below) / (2 * step)));
    }
    return worst;
  }

  private double lossAt(Network network, Tensor hiddenWeight) {
    var hidden = new Layer(hiddenWeight, network.hidden().bias());
    return new Network(hidden, network.output()).loss(x, labels).item();
  }

  /// The tape first: it needs nothing of the machine, whereas the curve needs a font.
  private void draw(Network start, Fit fit, Path folder) throws IOException {
    Files.createDirectories(folder);
    var tape = Autodiff.vjp(NETWORK, net -> net.loss(x, labels), start).tape();
    var picture = folder.resolve("tape.svg");
    TapePicture.write(picture, "One evaluation of the loss", tape.toDot());
    System.out.println("tape        " + picture);

    var steps = new double[STEPS];
    Arrays.setAll(steps, step -> step);
    var losses = new LinkedHashMap<String, double[]>();
    losses.put("training", fit.losses());
    losses.put("held out", fit.heldOutLosses());
    var curve = folder.resolve("loss.png");
    try {
      LossCurve.write(curve, "Fitting Fisher's iris", steps, losses);
      System.out.println("loss curve  " + curve);
    } catch (IllegalStateException e) { // no font on the machine; the fit is worth having without
      System.out.println("loss curve  not drawn: " + e.getMessage());
    }
  }
}
