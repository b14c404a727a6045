/* Preloaded into a program, hides features of an x86 processor from it: the kernel makes the instruction CPUID fault, and
 * what is answered here in its place has the bits of HIDDEN_FEATURES cleared (EBX, ECX and EDX of leaf 7, EAX of its
 * subleaf 1, in hexadecimal). Ends with exit code 99 where CPUID cannot be made to fault. */
#define _GNU_SOURCE
#include <cpuid.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

enum { ARCH_SET_CPUID = 0x1012, FAULTS = 0, WORKS = 1, TILE_LEAF = 0x1d, TILE_PRODUCT_LEAF = 0x1e };

static unsigned hidden_ebx, hidden_ecx, hidden_edx, hidden_eax;

static void answer(int signal_number, siginfo_t *info, void *context) {
    greg_t *registers = ((ucontext_t *)context)->uc_mcontext.gregs;
    const unsigned char *code = (const unsigned char *)registers[REG_RIP];
    if (code[0] != 0x0f || code[1] != 0xa2) { /* not CPUID: a true fault, which ends the program when it is repeated */
        signal(signal_number, SIG_DFL);
        return;
    }
    unsigned leaf = registers[REG_RAX], subleaf = registers[REG_RCX], eax, ebx, ecx, edx;
    syscall(SYS_arch_prctl, ARCH_SET_CPUID, WORKS);
    __cpuid_count(leaf, subleaf, eax, ebx, ecx, edx);
    syscall(SYS_arch_prctl, ARCH_SET_CPUID, FAULTS);
    if (leaf == 7 && subleaf == 0) {
        ebx &= ~hidden_ebx;
        ecx &= ~hidden_ecx;
        edx &= ~hidden_edx;
    } else if (leaf == 7 && subleaf == 1) {
        eax &= ~hidden_eax;
    } else if (hidden_edx && (leaf == TILE_LEAF || leaf == TILE_PRODUCT_LEAF)) {
        eax = ebx = ecx = edx = 0;
    }
    registers[REG_RAX] = eax;
    registers[REG_RBX] = ebx;
    registers[REG_RCX] = ecx;
    registers[REG_RDX] = edx;
    registers[REG_RIP] += 2;
}

__attribute__((constructor)) static void put_on(void) {
    const char *hidden = getenv("HIDDEN_FEATURES");
    if (!hidden || sscanf(hidden, "%x,%x,%x,%x", &hidden_ebx, &hidden_ecx, &hidden_edx, &hidden_eax) != 4) return;
    struct sigaction action = {.sa_sigaction = answer, .sa_flags = SA_SIGINFO | SA_NODEFER};
    sigaction(SIGSEGV, &action, NULL);
    if (syscall(SYS_arch_prctl, ARCH_SET_CPUID, FAULTS)) _exit(99);
}
