//! Distance, inside or outside, near or far: one answer a child.
