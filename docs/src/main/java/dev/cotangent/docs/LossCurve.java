package dev.cotangent.docs;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// Draws how losses fell during training, on a logarithmic axis.
public final class LossCurve {

  private static final int WIDTH = 1600;
  private static final int HEIGHT = 1000;

  private static final Color INK = new Color(0x2B3440);
  private static final Color FAINT_INK = new Color(0x5F6B7A);
  private static final Color GRID = new Color(0xE3E7EC);

  // Blue, orange, green and purple of the Okabe-Ito palette, which colour-blind readers can tell
  // apart.
  private static final Color[] LINES = {
    new Color(0x0072B2), new Color(0xD55E00), new Color(0x009E73), new Color(0xCC79A7)
  };

  private static final Set<BigInteger> LABELLED_DIGITS =
      Set.of(BigInteger.ONE, BigInteger.TWO, BigInteger.valueOf(5));

  private LossCurve() {}

  /// Writes a line for each series to a PNG file.
  ///
  /// The legend names each series together with its last value.
  ///
  /// @param file where to write; directories that do not exist yet are made
  /// @param title the heading of the picture
  /// @param steps the training step of each value, in ascending order
  /// @param losses the series by name, each with one positive value per step
  /// @throws IOException if the file cannot be written
  /// @throws IllegalArgumentException if there is nothing to draw, if a series does not have one
  ///   value per step, or if a value is not positive and finite
  /// @throws IllegalStateException if Java finds no fonts to write the labels with
  public static void write(
      Path file, String title, double[] steps, SequencedMap<String, double[]> losses)
      throws IOException {
    if (steps.length == 0 || losses.isEmpty()) {
      throw new IllegalArgumentException("a loss curve needs at least one step and one series");
    }
    losses.forEach((name, values) -> check(name, values, steps));

    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle("training step")
            .yAxisTitle("loss")
            .build();
    style(chart.getStyler());
    fitLossAxis(chart.getStyler(), losses);
    double[] x = breakEvenSpacing(steps);
    for (Map.Entry<String, double[]> series : losses.entrySet()) {
      double[] values = series.getValue();
      String label =
          String.format(Locale.ROOT, "%s: %.3g", series.getKey(), values[values.length - 1]);
      chart
          .addSeries(label, x, repeatLast(values))
          .setMarker(SeriesMarkers.NONE)
          .setLineStyle(new BasicStroke(4f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    }

    // Drawn before the file is opened, so that a failure leaves no empty picture behind.
    requireFonts();
    byte[] png = ChartEncoder.getBytes(chart, "png");
    Path directory = file.toAbsolutePath().getParent();
    if (directory != null) {
      Files.createDirectories(directory);
    }
    Files.write(file, png);
  }

  /// Fails in plain words on a machine without fonts, such as a small container.
  ///
  /// The JDK brings the means to draw text but no fonts, and where it finds none it fails inside
  /// its own font code with whatever comes first, an error or an exception.
  private static void requireFonts() {
    try {
      new Font(Font.SANS_SERIF, Font.PLAIN, 12)
          .getLineMetrics("loss", new FontRenderContext(null, true, true));
    } catch (RuntimeException | LinkageError | InternalError e) {
      throw new IllegalStateException(
          "a loss curve has text on it and this machine has no fonts that Java can find; "
              + "on Linux, install fontconfig and a font package such as DejaVu",
          e);
    }
  }

  /// Repeats the last point a tenth of a percent further on, by less than the width of the line.
  ///
  /// Where data points are evenly spaced, XChart 4 puts ticks at the points themselves, as many as
  /// fit without overlapping, and ignores the spacing that was asked for. One point out of step
  /// takes it back to the round numbers that it uses for any other data.
  private static double[] breakEvenSpacing(double[] steps) {
    double[] x = Arrays.copyOf(steps, steps.length + 1);
    double last = steps[steps.length - 1];
    x[steps.length] = last + 0.001 * (last - steps[0]);
    return x;
  }

  private static double[] repeatLast(double[] values) {
    double[] repeated = Arrays.copyOf(values, values.length + 1);
    repeated[values.length] = values[values.length - 1];
    return repeated;
  }

  private static void check(String name, double[] values, double[] steps) {
    if (values.length != steps.length) {
      throw new IllegalArgumentException(
          "%s has %d values for %d steps".formatted(name, values.length, steps.length));
    }
    for (int i = 0; i < values.length; i++) {
      if (!(values[i] > 0 && Double.isFinite(values[i]))) {
        throw new IllegalArgumentException(
            "%s is %s at step %s, which a logarithmic axis cannot show"
                .formatted(name, values[i], steps[i]));
      }
    }
  }

  private static void style(XYStyler style) {
    style.setLocale(Locale.ROOT);
    style.setBaseFont(new Font(Font.SANS_SERIF, Font.PLAIN, 26));
    style.setChartFontColor(INK);
    style.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 36));
    style.setChartTitleBoxVisible(false);
    style.setChartTitlePadding(24);
    style.setChartBackgroundColor(Color.WHITE);
    style.setChartPadding(36);
    style.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 28));
    style.setAxisTitlePadding(20);
    style.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 24));
    style.setAxisTickLabelsColor(FAINT_INK);
    style.setAxisTickPadding(12);
    style.setAxisTickMarksColor(FAINT_INK);
    style.setAxisTickMarkLength(8);
    style.setAxisTickMarksStroke(new BasicStroke(1.5f));
    style.setXAxisTickMarkSpacingHint(200);
    style.setXAxisDecimalPattern("#");
    style.setPlotBackgroundColor(Color.WHITE);
    style.setPlotBorderVisible(false);
    style.setPlotMargin(0);
    style.setPlotContentSize(0.97);
    style.setPlotGridLinesColor(GRID);
    style.setPlotGridLinesStroke(new BasicStroke(1.5f));
    style.setSeriesColors(LINES);
    style.setLegendPosition(LegendPosition.InsideNE);
    style.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 28));
    style.setLegendBackgroundColor(Color.WHITE);
    style.setLegendBorderColor(Color.WHITE);
    style.setLegendPadding(20);
    style.setLegendSeriesLineLength(56);
  }

  private static void fitLossAxis(XYStyler style, SequencedMap<String, double[]> losses) {
    double lowest = losses.values().stream().flatMapToDouble(Arrays::stream).min().orElseThrow();
    double highest = losses.values().stream().flatMapToDouble(Arrays::stream).max().orElseThrow();
    style.setYAxisLogarithmic(true);
    style.setYAxisLogarithmicDecadeOnly(false);
    style.setYAxisMin(lowest * 0.8);
    style.setYAxisMax(highest * 1.25);
    // Over a wide range, labels at all nine lines of a decade would overlap.
    boolean wide = highest / lowest > 4;
    style.setYAxisTickLabelsFormattingFunction(value -> {
      BigDecimal tick = new BigDecimal(value, new MathContext(3)).stripTrailingZeros();
      boolean labelled = !wide || LABELLED_DIGITS.contains(tick.unscaledValue());
      return labelled ? tick.toPlainString() : "";
    });
  }
}
