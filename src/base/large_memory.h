// Memory for lists of many megabytes that are read at random: on large pages where the system gives them, which spares
// a look-up of the page for nearly every read. Small lists are allocated as always.
#pragma once

#include <cstddef>
#include <new>
#include <vector>

namespace huiyin {

// No memory -> std::bad_alloc. `bytes` of the freeing is that of the allocation. Any thread.
void* allocate_large(size_t bytes);
void free_large(void* memory, size_t bytes) noexcept;

template <class T>
struct LargeAllocator {
  using value_type = T;

  LargeAllocator() = default;
  template <class U>
  LargeAllocator(const LargeAllocator<U>&) {}

  T* allocate(size_t count) { return static_cast<T*>(allocate_large(count * sizeof(T))); }
  void deallocate(T* memory, size_t count) noexcept { free_large(memory, count * sizeof(T)); }
  bool operator==(const LargeAllocator&) const { return true; }
};

template <class T>
using LargeList = std::vector<T, LargeAllocator<T>>;

}  // namespace huiyin
