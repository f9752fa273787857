import { createContext, type ReactNode, useContext, useEffect } from 'react';

type ReportUnsaved = (unsaved: boolean) => void;

const UnsavedContext = createContext<ReportUnsaved>(() => undefined);

/** Takes what the form inside reports about itself. `onReport` must stay the same function. */
export function UnsavedChanges({
  onReport,
  children,
}: {
  onReport: ReportUnsaved;
  children: ReactNode;
}) {
  return <UnsavedContext.Provider value={onReport}>{children}</UnsavedContext.Provider>;
}

/**
 * Tells the panel around a form whether closing it would lose what was typed.
 *
 * @param draft - the form as it is now; plain data
 * @param saved - the form as it was opened or last loaded
 */
export function useUnsavedChanges(draft: unknown, saved: unknown): void {
  const report = useContext(UnsavedContext);
  const unsaved = JSON.stringify(draft) !== JSON.stringify(saved);
  useEffect(() => {
    report(unsaved);
    return () => report(false);
  }, [report, unsaved]);
}
