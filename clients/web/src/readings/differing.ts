/** A plate beside what was read of it. Pure. */

export interface Sign {
  sign: string;
  isRead: boolean;
}

const isSign = (sign: string): boolean => /[\p{L}\p{N}]/u.test(sign);

/** The plate's signs in order, each with whether the reading has it there: the longest run of signs that both have. */
export function beside(plate: string, read: string): Sign[] {
  const [own, its] = [[...plate], [...read.toUpperCase()].filter(isSign)];
  const longest = own.map(() => new Array<number>(its.length + 1).fill(0)).concat([new Array<number>(its.length + 1).fill(0)]);
  for (let i = own.length - 1; i >= 0; i--)
    for (let j = its.length - 1; j >= 0; j--)
      longest[i]![j] = own[i]!.toUpperCase() === its[j] ? longest[i + 1]![j + 1]! + 1 : Math.max(longest[i + 1]![j]!, longest[i]![j + 1]!);
  let j = 0;
  return own.map((sign, i) => {
    if (!isSign(sign)) return { sign, isRead: true };
    while (j < its.length && sign.toUpperCase() !== its[j] && longest[i]![j + 1]! > longest[i + 1]![j]!) j++;
    const isRead = j < its.length && sign.toUpperCase() === its[j];
    if (isRead) j++;
    return { sign, isRead };
  });
}
