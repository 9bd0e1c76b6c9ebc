/// The examples of the guide, a class for each page.
@NullMarked
package dev.cotangent.docs.guide;

import org.jspecify.annotations.NullMarked;
