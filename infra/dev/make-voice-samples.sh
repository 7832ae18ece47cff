#!/usr/bin/env bash
# Makes the clips of web/public/voices: stand-ins for voices that only speak in a call. Needs flite and ffmpeg.
# Use: infra/dev/make-voice-samples.sh, after a change of packages/contracts/src/voices.ts.
set -euo pipefail
target="$(dirname "$0")/../../web/public/voices"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# name, flite's voice, pitch (1 is as recorded), pace, what it says
make() {
  flite -voice "$2" -t "$5" -o "$work/$1.wav"
  local rate
  rate=$(ffprobe -v error -show_entries stream=sample_rate -of csv=p=0 "$work/$1.wav")
  ffmpeg -v error -y -i "$work/$1.wav" \
    -af "asetrate=$rate*$3,aresample=22050,atempo=$4/$3,highpass=f=80,loudnorm=I=-18:TP=-2,aresample=22050" \
    -ac 1 -codec:a libmp3lame -b:a 32k -map_metadata -1 "$target/$1.mp3"
}

make paige slt 1.05 1.06 "Thank you for calling. This is Paige. How can I help you today?"
make savannah slt 0.93 0.94 "Good morning, this is Savannah. I am listening. What is it about?"
make elliot rms 1.0 1.0 "Hello, this is Elliot. Tell me what you need, and I will take care of it."
make nova slt 1.0 1.1 "Hi, this is Nova. May I have your name and the number to call you back?"
make shimmer slt 1.13 0.97 "Hello, you have reached us after hours. This is Shimmer. May I take a message?"
make onyx rms 0.88 0.97 "Good evening, this is Onyx. One moment please, I will put you through."
make fable awb 1.02 1.02 "Good afternoon, this is Fable. Shall I call you back, or would you rather hold?"
