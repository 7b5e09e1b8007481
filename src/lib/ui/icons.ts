// The icons kinds name, by name; one import each, so that only these are bundled.
import Activity from '@lucide/svelte/icons/activity';
import AlignHorizontalDistributeCenter from '@lucide/svelte/icons/align-horizontal-distribute-center';
import Archive from '@lucide/svelte/icons/archive';
import AudioLines from '@lucide/svelte/icons/audio-lines';
import AudioWaveform from '@lucide/svelte/icons/audio-waveform';
import Blocks from '@lucide/svelte/icons/blocks';
import Box from '@lucide/svelte/icons/box';
import ChartColumn from '@lucide/svelte/icons/chart-column';
import ChartLine from '@lucide/svelte/icons/chart-line';
import ChartNoAxesColumn from '@lucide/svelte/icons/chart-no-axes-column';
import ChartSpline from '@lucide/svelte/icons/chart-spline';
import CircleOff from '@lucide/svelte/icons/circle-off';
import CircleSlash from '@lucide/svelte/icons/circle-slash';
import Combine from '@lucide/svelte/icons/combine';
import Database from '@lucide/svelte/icons/database';
import Dices from '@lucide/svelte/icons/dices';
import Droplets from '@lucide/svelte/icons/droplets';
import Equal from '@lucide/svelte/icons/equal';
import EqualApproximately from '@lucide/svelte/icons/equal-approximately';
import Expand from '@lucide/svelte/icons/expand';
import Eye from '@lucide/svelte/icons/eye';
import ListOrdered from '@lucide/svelte/icons/list-ordered';
import Repeat from '@lucide/svelte/icons/repeat';
import TrianglesMirrored from '@lucide/svelte/icons/triangles-centerline-dashed-horizontal';
import Frame from '@lucide/svelte/icons/frame';
import Gauge from '@lucide/svelte/icons/gauge';
import GitMerge from '@lucide/svelte/icons/git-merge';
import GraduationCap from '@lucide/svelte/icons/graduation-cap';
import Grid3x3 from '@lucide/svelte/icons/grid-3x3';
import Hand from '@lucide/svelte/icons/hand';
import Hash from '@lucide/svelte/icons/hash';
import Images from '@lucide/svelte/icons/images';
import Layers from '@lucide/svelte/icons/layers';
import Link2 from '@lucide/svelte/icons/link-2';
import LogIn from '@lucide/svelte/icons/log-in';
import LogOut from '@lucide/svelte/icons/log-out';
import Merge from '@lucide/svelte/icons/merge';
import Minus from '@lucide/svelte/icons/minus';
import Pin from '@lucide/svelte/icons/pin';
import Plus from '@lucide/svelte/icons/plus';
import Puzzle from '@lucide/svelte/icons/puzzle';
import Rows3 from '@lucide/svelte/icons/rows-3';
import Scale from '@lucide/svelte/icons/scale';
import Scan from '@lucide/svelte/icons/scan';
import ScanEye from '@lucide/svelte/icons/scan-eye';
import Shuffle from '@lucide/svelte/icons/shuffle';
import Sigma from '@lucide/svelte/icons/sigma';
import Spline from '@lucide/svelte/icons/spline';
import SquareFunction from '@lucide/svelte/icons/square-function';
import SquareStack from '@lucide/svelte/icons/square-stack';
import Table2 from '@lucide/svelte/icons/table-2';
import Tag from '@lucide/svelte/icons/tag';
import Target from '@lucide/svelte/icons/target';
import TextCursorInput from '@lucide/svelte/icons/text-cursor-input';
import TrendingUp from '@lucide/svelte/icons/trending-up';
import TriangleAlert from '@lucide/svelte/icons/triangle-alert';
import Unlink from '@lucide/svelte/icons/unlink';
import X from '@lucide/svelte/icons/x';

type Icon = typeof Puzzle;

export const ICONS: Readonly<Record<string, Icon>> = {
	activity: Activity,
	'align-horizontal-distribute-center': AlignHorizontalDistributeCenter,
	archive: Archive,
	'audio-lines': AudioLines,
	'audio-waveform': AudioWaveform,
	blocks: Blocks,
	box: Box,
	'chart-column': ChartColumn,
	'chart-line': ChartLine,
	'chart-no-axes-column': ChartNoAxesColumn,
	'chart-spline': ChartSpline,
	'circle-off': CircleOff,
	'circle-slash': CircleSlash,
	combine: Combine,
	database: Database,
	dices: Dices,
	droplets: Droplets,
	equal: Equal,
	'equal-approximately': EqualApproximately,
	expand: Expand,
	eye: Eye,
	'list-ordered': ListOrdered,
	repeat: Repeat,
	'triangles-centerline-dashed-horizontal': TrianglesMirrored,
	frame: Frame,
	gauge: Gauge,
	'git-merge': GitMerge,
	'graduation-cap': GraduationCap,
	'grid-3x3': Grid3x3,
	hand: Hand,
	hash: Hash,
	images: Images,
	layers: Layers,
	'link-2': Link2,
	'log-in': LogIn,
	'log-out': LogOut,
	merge: Merge,
	minus: Minus,
	pin: Pin,
	plus: Plus,
	puzzle: Puzzle,
	'rows-3': Rows3,
	scale: Scale,
	scan: Scan,
	'scan-eye': ScanEye,
	shuffle: Shuffle,
	sigma: Sigma,
	spline: Spline,
	'square-function': SquareFunction,
	'square-stack': SquareStack,
	'table-2': Table2,
	tag: Tag,
	target: Target,
	'text-cursor-input': TextCursorInput,
	'trending-up': TrendingUp,
	'triangle-alert': TriangleAlert,
	unlink: Unlink,
	x: X,
};

/** The icon of that name; a puzzle piece where there is none. */
export function icon(name: string): Icon {
	return ICONS[name] ?? Puzzle;
}
