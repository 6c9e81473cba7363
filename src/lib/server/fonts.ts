import { createRequire } from 'node:module';

const { resolve } = createRequire(import.meta.url);
const sans = (file: string) => resolve(`@expo-google-fonts/source-sans-3/${file}.ttf`);
const serif = (file: string) => resolve(`@expo-google-fonts/source-serif-4/${file}.ttf`);

/**
 * Files of the faces that documents and pictures are set in, since a server may have no font at all. Source Sans and
 * Source Serif (OFL 1.1) hold Latin, Cyrillic and Greek; DejaVu Sans (Bitstream Vera licence) stands in for what they lack:
 * Arabic, Hebrew, Georgian, Armenian, signs. None holds Chinese, Japanese or Korean.
 */
export const fontFiles = {
	sans: () => sans('400Regular/SourceSans3_400Regular'),
	sansBold: () => sans('600SemiBold/SourceSans3_600SemiBold'),
	sansItalic: () => sans('400Regular_Italic/SourceSans3_400Regular_Italic'),
	sansBoldItalic: () => sans('600SemiBold_Italic/SourceSans3_600SemiBold_Italic'),
	serif: () => serif('400Regular/SourceSerif4_400Regular'),
	serifBold: () => serif('600SemiBold/SourceSerif4_600SemiBold'),
	serifItalic: () => serif('400Regular_Italic/SourceSerif4_400Regular_Italic'),
	serifBoldItalic: () => serif('600SemiBold_Italic/SourceSerif4_600SemiBold_Italic'),
	standIn: () => resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
	standInBold: () => resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf')
};
