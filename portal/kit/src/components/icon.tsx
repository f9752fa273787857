import {
  IconAlertTriangle,
  IconArchive,
  IconArrowBackUp,
  IconCalendarEvent,
  IconChartBar,
  IconCheck,
  IconChevronLeft,
  IconChevronRight,
  IconClock,
  IconCrown,
  IconDiscount2,
  IconEdit,
  IconInbox,
  IconLanguage,
  IconLogout,
  IconMoon,
  IconPlug,
  IconPlus,
  IconPuzzle,
  IconSearch,
  IconSend,
  IconSettings,
  IconSun,
  IconTrash,
  IconUsers,
  IconX,
} from '@tabler/icons-react';

const ICONS = {
  alert: IconAlertTriangle,
  archive: IconArchive,
  calendar: IconCalendarEvent,
  chart: IconChartBar,
  check: IconCheck,
  clock: IconClock,
  discount: IconDiscount2,
  edit: IconEdit,
  inbox: IconInbox,
  language: IconLanguage,
  logout: IconLogout,
  moon: IconMoon,
  next: IconChevronRight,
  plugins: IconPlug,
  plus: IconPlus,
  previous: IconChevronLeft,
  puzzle: IconPuzzle,
  restore: IconArrowBackUp,
  search: IconSearch,
  send: IconSend,
  settings: IconSettings,
  sun: IconSun,
  tiers: IconCrown,
  trash: IconTrash,
  undo: IconArrowBackUp,
  users: IconUsers,
  x: IconX,
} as const;

export type IconName = keyof typeof ICONS;

const MIRRORED: ReadonlySet<string> = new Set([
  'next',
  'previous',
  'logout',
  'restore',
  'send',
  'undo',
]);

function isIconName(name: string): name is IconName {
  return Object.hasOwn(ICONS, name);
}

interface IconProps {
  /** A name of the list above; an unknown one (a plugin of another version) shows a puzzle piece. */
  name: IconName | (string & {});
  /** Pixels; 18 by default. */
  size?: number;
}

/** A decorative icon: the text beside it, or the label of its button, says what it means. */
export function Icon({ name, size = 18 }: IconProps) {
  const Shape = ICONS[isIconName(name) ? name : 'puzzle'];
  return (
    <Shape
      size={size}
      stroke={1.75}
      aria-hidden
      className={MIRRORED.has(name) ? 'promenade-mirrored' : undefined}
    />
  );
}
