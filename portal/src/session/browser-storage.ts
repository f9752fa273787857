/** Choices that this browser remembers. Storage may be refused (private windows): then nothing is. */
export interface Remembered {
  read(): string | null;
  write(value: string): void;
  forget(): void;
}

function remembered(key: string): Remembered {
  const attempt = <T>(action: () => T): T | null => {
    try {
      return action();
    } catch {
      return null;
    }
  };
  return {
    read: () => attempt(() => localStorage.getItem(key)),
    write: (value) => void attempt(() => localStorage.setItem(key, value)),
    forget: () => void attempt(() => localStorage.removeItem(key)),
  };
}

export const rememberedLanguage = remembered('promenade.language');
export const rememberedMerchant = remembered('promenade.merchant');
