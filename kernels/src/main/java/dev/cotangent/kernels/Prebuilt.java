package dev.cotangent.kernels;

import java.lang.constant.ClassDesc;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The scalar kernels that the build has made as ordinary classes: they start faster than hidden
/// classes made at first use, and can be archived. Their names hold a digest of what they compute,
/// so that one is found for exactly the function it was made of; whatever is not found is made when
/// it is needed.
public final class Prebuilt {
  private static final String PACKAGE = Prebuilt.class.getPackageName() + ".prebuilt";

  /// Part of the digest: to be changed with what the compiler makes of the same program.
  private static final int GENERATION = 1;

  private Prebuilt() {}

  /// The kernel that the build has made of `definition`, or null if it has made none.
  static @Nullable Kernel kernel(String name, Expr definition, Element... operands) {
    var self = className(name, Program.of(definition), operands);
    try {
      return (Kernel) Class.forName(binaryName(self)).getConstructor().newInstance();
    } catch (ClassNotFoundException e) {
      return null;
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e); // the class is ours
    }
  }

  /// For the build: the class file of a function of operands of these elements, by its binary name;
  /// none if the function is not defined for them.
  public static Map<String, byte[]> classFile(Definition f, Element... operands) {
    Expr definition;
    try {
      definition = f.expression(operands);
    } catch (IllegalArgumentException e) {
      return Map.of();
    }
    var program = Program.of(definition);
    var self = className(f.name(), program, operands);
    var bytes = KernelCompiler.classFile(self, f.name(), program, List.of(operands));
    return HiddenClass.isCompilable(bytes) ? Map.of(binaryName(self), bytes) : Map.of();
  }

  private static ClassDesc className(String name, Program program, Element... operands) {
    var readable = HiddenClass.name("Kernel", name).displayName();
    return ClassDesc.of(PACKAGE, readable + "$" + Long.toHexString(digest(program, operands)));
  }

  private static String binaryName(ClassDesc name) {
    return name.packageName() + "." + name.displayName();
  }

  /// Of names, not of ordinals, so that it means the same in another version of this library.
  private static long digest(Program program, Element... operands) {
    long digest = mixed(GENERATION, Arrays.toString(operands).hashCode());
    for (int number = 0; number < program.size(); number++) {
      var step = program.step(number);
      digest = mixed(digest, step.op().name().hashCode());
      digest = mixed(digest, step.type().name().hashCode());
      digest = mixed(digest, step.payload());
      var function = step.function();
      if (function != null) digest = mixed(digest, function.name().hashCode());
      for (int k = 0; k < step.argCount(); k++) digest = mixed(digest, program.arg(number, k));
    }
    return mixed(digest, program.root(0));
  }

  /// A step of the generator splitmix64: every bit of the result depends on every bit of both.
  private static long mixed(long digest, long next) {
    long z = (digest ^ next) + 0x9e3779b97f4a7c15L;
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }
}
