package dev.cotangent.jqwik;

import dev.cotangent.Tensor;
import net.jqwik.api.SampleReportingFormat;

/// Shows a tensor in jqwik's reports as Java writes it, so that it can be put into a test.
public final class TensorFormat implements SampleReportingFormat {
  @Override
  public boolean appliesTo(Object value) {
    return value instanceof Tensor;
  }

  @Override
  public Object report(Object value) {
    return SampleReportingFormat.plainLabel(Source.of(value));
  }
}
