package dev.cotangent.kernels;

/// Whether there are vectors, and how wide. Nothing here or elsewhere links against the vector
/// module: the classes that call it are generated, and only if it is present.
final class VectorSupport {
  private static final String MODULE = "jdk.incubator.vector";
  private static final String BITS = "cotangent.vector.bits";
  private static final boolean PRESENT = present();
  private static final int WIDTH = PRESENT ? width() : 0;

  private VectorSupport() {}

  /// Whether the vector module is there and has not been switched off.
  static boolean isPresent() {
    return WIDTH > 0;
  }

  /// 128, 256 or 512: what the machine prefers, or what `-Dcotangent.vector.bits` says. 0 if
  /// vectors are not to be used.
  static int bits() {
    return WIDTH;
  }

  private static boolean present() {
    boolean found = ModuleLayer.boot().findModule(MODULE).isPresent();
    if (!found) {
      System.getLogger(VectorSupport.class.getName())
          .log(System.Logger.Level.INFO, "scalar code only; faster with --add-modules=" + MODULE);
    }
    return found;
  }

  private static int width() {
    int forced = Integer.getInteger(BITS, -1);
    if (forced >= 0) return forced == 128 || forced == 256 || forced == 512 ? forced : 0;
    try {
      var shape = Class.forName(MODULE + ".VectorShape");
      var preferred = shape.getMethod("preferredShape").invoke(null);
      int bits = (int) shape.getMethod("vectorBitSize").invoke(preferred);
      return bits < 128 ? 0 : Math.min(bits, 512);
    } catch (ReflectiveOperationException e) {
      return 0; // a module of that name without the class we know
    }
  }
}
