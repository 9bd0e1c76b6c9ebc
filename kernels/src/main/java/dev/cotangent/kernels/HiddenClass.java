package dev.cotangent.kernels;

import static java.lang.constant.ConstantDescs.CD_Object;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.invoke.MethodHandles;
import org.jspecify.annotations.Nullable;

/// What generated classes have in common: each implements one interface of ours, and nobody knows
/// it but by that.
final class HiddenClass {
  /// The virtual machine never compiles a longer method.
  private static final int LONGEST_METHOD = 8000;

  private HiddenClass() {}

  /// A name that is readable in stack traces.
  static ClassDesc name(String kind, String name) {
    var readable = new StringBuilder(kind).append('$');
    name.codePoints().filter(Character::isJavaIdentifierPart).forEach(readable::appendCodePoint);
    return ClassDesc.of(HiddenClass.class.getPackageName(), readable.toString());
  }

  /// Adds what a class needs to be instantiated as `type`.
  static void header(ClassBuilder builder, Class<?> type) {
    builder
        .withFlags(ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC)
        .withInterfaceSymbols(ClassDesc.of(type.getName()));
    builder.withMethodBody(
        ConstantDescs.INIT_NAME,
        ConstantDescs.MTD_void,
        ClassFile.ACC_PUBLIC,
        code -> code.aload(0).invokespecial(CD_Object, "<init>", ConstantDescs.MTD_void).return_());
  }

  /// An instance of the class, or null if a method is too long for the just-in-time compilers.
  static <T> @Nullable T instance(byte[] classFile, Class<T> type) {
    if (!isCompilable(classFile)) return null;
    try {
      var made = MethodHandles.lookup().defineHiddenClass(classFile, false).lookupClass();
      return type.cast(made.getDeclaredConstructor().newInstance());
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e); // the class is ours
    }
  }

  /// Whether the virtual machine would ever compile all of its methods.
  static boolean isCompilable(byte[] classFile) {
    if (classFile.length < LONGEST_METHOD) return true;
    ClassModel model = ClassFile.of().parse(classFile);
    for (var method : model.methods()) {
      if (method.code().orElseThrow() instanceof CodeAttribute code
          && code.codeLength() >= LONGEST_METHOD) {
        return false;
      }
    }
    return true;
  }
}
