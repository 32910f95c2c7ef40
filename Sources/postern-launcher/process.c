#define _GNU_SOURCE
#include "process.h"

#include <fcntl.h>
#include <linux/close_range.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "image.h"

struct command {
    char *working_directory;
    char *arguments[CSB_ARGUMENT_LIMIT + 1];
    char *variables[CSB_VARIABLE_LIMIT + 1];
};

// Points `strings` at the next `count` strings of the image. Returns where they end, or null when the image does.
static char *take_strings(char *from, char *end, char **strings, size_t count) {
    for (size_t i = 0; i < count; i++) {
        char *terminator = memchr(from, '\0', end - from);
        if (!terminator) return NULL;
        strings[i] = from;
        from = terminator + 1;
    }
    return from;
}

static int read_command(int image, struct command *command) {
    struct stat status;
    if (fstat(image, &status)) return -1;
    size_t size = status.st_size;
    errno = E2BIG;
    if (size < sizeof(struct csb_image) || size > CSB_IMAGE_BYTES_LIMIT) return -1;
    char *bytes = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE, image, 0);
    if (bytes == MAP_FAILED) return -1;
    const struct csb_image *header = (const struct csb_image *)bytes;
    errno = E2BIG;
    if (header->argument_count < 1 || header->argument_count > CSB_ARGUMENT_LIMIT) return -1;
    if (header->variable_count > CSB_VARIABLE_LIMIT) return -1;
    char *end = bytes + size;
    char *next = take_strings(bytes + sizeof *header, end, &command->working_directory, 1);
    next = next ? take_strings(next, end, command->arguments, header->argument_count) : NULL;
    next = next ? take_strings(next, end, command->variables, header->variable_count) : NULL;
    return next ? 0 : -1;
}

// What was ignored or blocked on the way from the server to here must not be so in the function.
// The C library would not touch the two signals that it keeps for itself, and posix_spawn leaves those ignored; so the
// kernel is asked directly, with a struct sigaction of its own layout that is all zero in every field.
static void reset_signals(void) {
    enum { KERNEL_SIGSET_BYTES = 8 };
    static const uint64_t default_action[8];
    for (int number = 1; number < NSIG; number++) {
        syscall(SYS_rt_sigaction, number, default_action, NULL, KERNEL_SIGSET_BYTES);
    }
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

// Descriptors of plans have numbers above those of streams; see init.c.
static int set_streams(const struct process_plan *plan) {
    int input = plan->input >= 0 ? plan->input : open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (input < 0 || dup2(input, 0) < 0) return -1;
    for (unsigned i = 0; i < plan->stream_count; i++) {
        if (dup2(plan->streams[i], i + 1) < 0) return -1;
    }
    return syscall(SYS_close_range, plan->stream_count + 1, ~0U, CLOSE_RANGE_CLOEXEC);
}

static int run(const struct process_plan *plan, struct csb_failure *failure) {
    static struct command command;
    if (read_command(plan->image, &command)) return failed(failure, CSB_STEP_COMMAND);
    setsid();
    reset_signals();
    if (set_streams(plan)) return failed(failure, CSB_STEP_PROCESS);
    if (chdir(command.working_directory)) return failed(failure, CSB_STEP_WORKING_DIRECTORY);
    execve(command.arguments[0], command.arguments, command.variables);
    return failed(failure, CSB_STEP_EXECUTE);
}

_Noreturn void process_fail(int report, const struct csb_failure *failure) {
    ssize_t written = write(report, failure, sizeof *failure);
    _exit(written == sizeof *failure ? 127 : 126);
}

_Noreturn void process_execute(const struct process_plan *plan) {
    struct csb_failure failure;
    run(plan, &failure);
    process_fail(plan->report, &failure);
}
