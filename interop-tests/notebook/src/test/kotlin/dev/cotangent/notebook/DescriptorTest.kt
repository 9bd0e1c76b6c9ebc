package dev.cotangent.notebook

import org.jetbrains.kotlinx.jupyter.api.libraries.LibraryReference
import org.jetbrains.kotlinx.jupyter.libraries.EmptyResolutionInfoProvider
import org.jetbrains.kotlinx.jupyter.testkit.ClasspathLibraryResolver
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test
import kotlin.io.path.Path
import kotlin.io.path.readText

/** docs/cotangent.json as a kernel reads it at `%use cotangent`. */
class DescriptorTest {
    @Test
    fun theArtifactIsLoadedAsTheBuildNamesIt() {
        val version = Regex("<version>(.*?)</version>").find(Path("pom.xml").readText())!!.groupValues[1]
        val reference = LibraryReference(EmptyResolutionInfoProvider.fallback, "cotangent")
        val library = ClasspathLibraryResolver(null) { it == "cotangent" }.resolve(reference, listOf())!!
        assertEquals(listOf("dev.cotangent:cotangent-kotlin:$version"), library.dependencies)
    }
}
