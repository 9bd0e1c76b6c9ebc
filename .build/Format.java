import com.google.googlejavaformat.java.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Runs google-java-format over every Java source of the project: `check` fails on a file that is
/// not in the house style and names it, `replace` rewrites it.
public class Format {
  public static void main(String[] args) throws Exception {
    boolean check = args[0].equals("check");
    var arguments =
        new ArrayList<>(
            check ? List.of("--dry-run", "--set-exit-if-changed") : List.of("--replace"));
    arguments.addAll(sources());
    var out = new PrintWriter(System.out, true);
    int exit =
        new Main(out, new PrintWriter(System.err, true), System.in)
            .format(arguments.toArray(String[]::new));
    if (check && exit != 0) {
      out.println("The files above are not formatted; `mvn -N -Pformat validate` formats them.");
    }
    System.exit(exit);
  }

  private static List<String> sources() throws IOException {
    try (var paths = Files.walk(Path.of("."))) {
      return paths
          .filter(p -> p.toString().endsWith(".java"))
          .filter(p -> !p.toString().contains("/target/"))
          .map(Path::toString)
          .sorted()
          .toList();
    }
  }
}
