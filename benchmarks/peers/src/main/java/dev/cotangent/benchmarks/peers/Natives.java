package dev.cotangent.benchmarks.peers;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// What the peers with native code have in common.
final class Natives {
  private Natives() {}

  /// Native code is unpacked beside this module's own classes. To be called before a class of the
  /// peer is loaded.
  static void prepare() {
    var directory = directory();
    System.setProperty("org.bytedeco.javacpp.cachedir", directory);
    // Else JavaCPP asks the system for the size of the process at every allocation.
    System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
    System.setProperty("DJL_CACHE_DIR", directory);
    System.setProperty("ENGINE_CACHE_DIR", directory);
  }

  static Map<String, String> environment(int threads) {
    var variables = new TreeMap<String, String>();
    variables.put("OMP_NUM_THREADS", "" + threads);
    variables.put("OPENBLAS_NUM_THREADS", "" + threads);
    variables.put("OMP_WAIT_POLICY", "PASSIVE"); // a team that spins would stall ours
    // OpenBLAS takes a processor that is younger than itself for an old one.
    if (hasAvx512()) variables.put("OPENBLAS_CORETYPE", "SkylakeX");
    return variables;
  }

  private static boolean hasAvx512() {
    try {
      return Files.readString(Path.of("/proc/cpuinfo")).contains("avx512f");
    } catch (IOException e) {
      return false;
    }
  }

  private static String directory() {
    var classes = Natives.class.getProtectionDomain().getCodeSource().getLocation();
    try {
      return Path.of(classes.toURI()).resolveSibling("natives").toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
