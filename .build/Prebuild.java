import dev.cotangent.kernels.Definition;
import dev.cotangent.kernels.Element;
import dev.cotangent.kernels.Prebuilt;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Writes the kernels of all functions that the library's classes hold in static fields, as class
/// files: `java -cp CLASSES Prebuild.java DIRECTORY`, where DIRECTORY has the classes of api.
class Prebuild {
  private final Set<Definition> definitions = new LinkedHashSet<>();

  public static void main(String[] args) throws Exception {
    var directory = Path.of(args[0]);
    var prebuild = new Prebuild();
    prebuild.read(directory);
    var kernels = Definition.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    if (Files.isDirectory(Path.of(kernels))) prebuild.read(Path.of(kernels));
    else prebuild.readJar(kernels);
    prebuild.write(directory);
  }

  private void readJar(URI jar) throws Exception {
    try (var files = FileSystems.newFileSystem(Path.of(jar))) {
      read(files.getPath("/"));
    }
  }

  private void read(Path root) throws Exception {
    for (var name : List.of("dev/cotangent/op", "dev/cotangent/kernels")) {
      var directory = root.resolve(name);
      if (!Files.isDirectory(directory)) continue;
      List<Path> files;
      try (var all = Files.list(directory)) {
        files = all.filter(file -> file.toString().endsWith(".class")).sorted().toList();
      }
      for (var file : files) {
        var simple = file.getFileName().toString().replace(".class", "");
        if (!simple.equals("package-info"))
          read(Class.forName(name.replace('/', '.') + "." + simple));
      }
    }
  }

  private void read(Class<?> type) throws ReflectiveOperationException {
    for (var field : type.getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers()) || field.getType().isPrimitive()) continue;
      field.setAccessible(true);
      collect(field.get(null));
    }
  }

  /// A definition, or what consists of definitions, or has one.
  private void collect(Object value) throws ReflectiveOperationException {
    switch (value) {
      case null -> {}
      case Definition definition -> definitions.add(definition);
      case Collection<?> all -> {
        for (var each : all) collect(each);
      }
      case Map<?, ?> map -> collect(map.values());
      case Object[] all -> collect(Arrays.asList(all));
      default -> {
        if (!value.getClass().getName().startsWith("dev.cotangent.op.")) return;
        for (var field : value.getClass().getDeclaredFields()) {
          if (field.getType() != Definition.class || Modifier.isStatic(field.getModifiers()))
            continue;
          field.setAccessible(true);
          collect(field.get(value));
        }
      }
    }
  }

  private void write(Path directory) throws IOException {
    var output = directory.resolve("dev/cotangent/kernels/prebuilt");
    Files.createDirectories(output);
    deleteOld(output);
    for (var definition : definitions) {
      for (var element : Element.values()) {
        var operands = new Element[definition.arity()];
        Arrays.fill(operands, element);
        write(directory, definition, operands);
        if (operands.length == 3) { // a choice
          operands[0] = Element.BOOL;
          write(directory, definition, operands);
        }
      }
    }
  }

  private static void deleteOld(Path output) throws IOException {
    try (var old = Files.newDirectoryStream(output, "Kernel$*.class")) {
      for (var file : old) Files.delete(file);
    }
  }

  private static void write(Path directory, Definition definition, Element... operands)
      throws IOException {
    for (var file : Prebuilt.classFile(definition, operands).entrySet()) {
      Files.write(directory.resolve(file.getKey().replace('.', '/') + ".class"), file.getValue());
    }
  }
}
