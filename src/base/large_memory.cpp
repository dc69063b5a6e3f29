#include "base/large_memory.h"

#include <sys/mman.h>

#include <cstdint>

namespace huiyin {
namespace {

constexpr size_t kPageBytes = size_t{2} << 20;
constexpr size_t kLargeBytes = size_t{8} << 20;  // below, large pages waste more than they spare

size_t whole_pages(size_t bytes) {
  return (bytes + kPageBytes - 1) / kPageBytes * kPageBytes;
}

}  // namespace

// Fresh from the system: memory used before keeps its small pages.
void* allocate_large(size_t bytes) {
  if (bytes < kLargeBytes) return ::operator new(bytes);
  const size_t size = whole_pages(bytes);
  void* mapped = ::mmap(nullptr, size + kPageBytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (mapped == MAP_FAILED) throw std::bad_alloc{};
  char* const begin = static_cast<char*>(mapped);
  const size_t before = (kPageBytes - reinterpret_cast<uintptr_t>(begin) % kPageBytes) % kPageBytes;
  if (before > 0) ::munmap(begin, before);
  ::munmap(begin + before + size, kPageBytes - before);
  ::madvise(begin + before, size, MADV_HUGEPAGE);  // a wish: refused, the memory is as any other
  return begin + before;
}

void free_large(void* memory, size_t bytes) noexcept {
  if (bytes < kLargeBytes) return ::operator delete(memory);
  ::munmap(memory, whole_pages(bytes));
}

}  // namespace huiyin
