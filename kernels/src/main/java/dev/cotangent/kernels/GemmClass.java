package dev.cotangent.kernels;

import static java.lang.constant.ConstantDescs.CD_Object;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.invoke.MethodHandles;
import java.util.function.BiConsumer;

/// Defines the hidden classes of the matrix product.
final class GemmClass {
  private GemmClass() {}

  /// An instance of a hidden class that implements `type` by `members`.
  static <T> T make(Class<T> type, BiConsumer<ClassDesc, ClassBuilder> members) {
    var self = ClassDesc.of(type.getName() + "$Made");
    var bytes =
        ClassFile.of()
            .build(
                self,
                builder -> {
                  builder
                      .withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC)
                      .withInterfaceSymbols(ClassDesc.of(type.getName()))
                      .withMethodBody(
                          ConstantDescs.INIT_NAME,
                          ConstantDescs.MTD_void,
                          0,
                          code ->
                              code.aload(0)
                                  .invokespecial(CD_Object, "<init>", ConstantDescs.MTD_void)
                                  .return_());
                  members.accept(self, builder);
                });
    try {
      var made = MethodHandles.lookup().defineHiddenClass(bytes, false).lookupClass();
      return type.cast(made.getDeclaredConstructor().newInstance());
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e); // the class is ours
    }
  }
}
