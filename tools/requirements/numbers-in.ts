const numbers = /\bR(\d{3})(?:\s*[-–]\s*R(\d{3}))?\b/g;

/** The numbers of requirements in the title of a test: `(R045, R046)`, and of a span all between: `R265-R269`. */
export function numbersIn(title: string): string[] {
  return [...title.matchAll(numbers)].flatMap(([, first, last = first]) => {
    const [from, to] = [Number(first), Number(last)];
    return Array.from({ length: Math.max(0, to - from) + 1 }, (_, index) => idOf(from + index));
  });
}

/** 4 is R004. */
export const idOf = (number: number) => `R${String(number).padStart(3, '0')}`;
