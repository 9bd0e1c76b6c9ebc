package dev.cotangent.jqwik;

import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/// Adds the seed of the property to the message of a law that does not hold.
public final class SeedHook implements AroundPropertyHook {
  @Override
  public PropertyExecutionResult aroundProperty(
      PropertyLifecycleContext context, PropertyExecutor property) {
    var result = property.execute();
    var thrown = result.throwable().orElse(null);
    var seed = result.seed().orElse(null);
    return thrown instanceof DerivativeLawError error && seed != null
        ? result.mapToFailed(
            error.with(
                "seed",
                seed + ", to replay with @Property(" + tries(context) + "seed = \"" + seed + "\")"))
        : result;
  }

  /// What is drawn depends on their number as well, and [Differentiable] has its own.
  private static String tries(PropertyLifecycleContext context) {
    return context.attributes().tries().map(tries -> "tries = " + tries + ", ").orElse("");
  }

  @Override
  public PropagationMode propagateTo() {
    return PropagationMode.ALL_DESCENDANTS;
  }
}
